namespace FlowKit.Executions;

/// <summary>The names of how far a callback has come.</summary>
internal static class EndCallbackText
{
    public static string ToText(this EndCallbackStanding standing) => standing switch
    {
        EndCallbackStanding.Owed => "owed",
        EndCallbackStanding.Delivered => "delivered",
        _ => "dead",
    };
}
