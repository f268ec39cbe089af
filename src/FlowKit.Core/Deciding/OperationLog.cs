using FlowKit.Executions;

namespace FlowKit.Deciding;

/// <summary>Keeps what was done by hand, with who and why.</summary>
internal static class OperationLog
{
    /// <summary>A retry of a thousand instances is told by the first of them.</summary>
    private const int MostTasks = 20;

    /// <summary>Keeps an operation that was carried out.</summary>
    public static void Keep(Turn turn, Arrival.ByHand arrival)
    {
        var (kind, tasks, detail) = Told(arrival);
        turn.Keep(new PastOperation(
            kind,
            [.. tasks.Take(MostTasks)],
            tasks.Count,
            detail,
            arrival.Note?.By,
            arrival.Note?.Reason,
            turn.Now,
            turn.State.Epoch));
    }

    private static (FlowOperation Kind, IReadOnlyList<string> Tasks, string? Detail) Told(Arrival.ByHand arrival) => arrival switch
    {
        Arrival.Cancel => (FlowOperation.Cancel, [], null),
        Arrival.Complete complete => (FlowOperation.Complete, [], complete.Success ? "as SUCCEED" : "as FAILED"),
        Arrival.Degrade degrade => (FlowOperation.Degrade, [degrade.Task], Text(degrade.Marks)),
        Arrival.Operation { Patch.Count: > 0, Kind: not FlowOperation.UpdateContext } operation =>
            (operation.Kind, operation.Tasks, "with a change of the context"),
        _ => (((Arrival.Operation)arrival).Kind, ((Arrival.Operation)arrival).Tasks, null),
    };

    private static string Text(Degradation marks) => marks switch
    {
        Degradation.None => "neither itself nor what follows it",
        Degradation.Self => "itself",
        Degradation.Followers => "what follows it",
        _ => "itself and what follows it",
    };
}
