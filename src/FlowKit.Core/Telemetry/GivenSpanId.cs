using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace FlowKit.Telemetry;

/// <summary>
/// Gives an activity that has started the span id it is known by. .NET has no way to say it, so it is written into the activity's own fields;
/// on a runtime that has no such fields the id stays the random one.
/// </summary>
internal static class GivenSpanId
{
    /// <summary>This runtime takes span ids.</summary>
    public static bool IsPossible { get; } = Tried();

    public static void Set(Activity activity, ActivitySpanId id)
    {
        if (IsPossible)
        {
            SpanId(activity) = id.ToHexString();

            // The text of the whole id, which a listener may have asked for already.
            Id(activity) = null;
        }
    }

    private static bool Tried()
    {
        try
        {
            var activity = new Activity(TelemetryNames.Source);
            SpanId(activity) = null;
            Id(activity) = null;
            return true;
        }
        catch (MissingFieldException)
        {
            return false;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_spanId")]
    private static extern ref string? SpanId(Activity activity);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_id")]
    private static extern ref string? Id(Activity activity);
}
