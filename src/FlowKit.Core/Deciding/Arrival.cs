using FlowKit.Callbacks;
using FlowKit.Dispatching;
using FlowKit.Executions;
using FlowKit.Values;

namespace FlowKit.Deciding;

/// <summary>Something that arrived in the mailbox of an execution. A closed set.</summary>
internal abstract record Arrival
{
    private Arrival()
    {
    }

    /// <summary>A dispatch came back.</summary>
    public sealed record Outcome(TaskState Task, int Epoch, int Attempt, DispatchOutcome Result) : Arrival;

    /// <summary>What an attempt that is out has so far. It stays with the engine that sent the attempt out.</summary>
    public sealed record Save(string Task, int Epoch, int Attempt, FlowValue Output) : Arrival;

    /// <summary>The result of an asynchronous task.</summary>
    public sealed record Callback(TaskCallback Result) : Arrival;

    /// <summary>Data for a suspense task.</summary>
    public sealed record Wake(string Task, FlowValue Data) : Arrival;

    /// <summary>A time has come that this task waits for.</summary>
    public sealed record TaskTime(TaskState Task) : Arrival;

    /// <summary>The time limit of the execution has come.</summary>
    public sealed record ExecutionTime : Arrival
    {
        public static ExecutionTime Instance { get; } = new();
    }

    /// <summary>Asks the writer what is due.</summary>
    public sealed record Tick : Arrival
    {
        public static Tick Instance { get; } = new();
    }

    /// <summary>Asks the writer to call back what is out, because the engine stops.</summary>
    public sealed record Stop : Arrival
    {
        public static Stop Instance { get; } = new();
    }

    /// <summary>A loop may begin more branches.</summary>
    public sealed record LoopTurn(TaskState Task) : Arrival;

    /// <summary>A child that a task waits for ended, or its key part is done.</summary>
    public sealed record ChildNews(ParentLink Parent, ExecutionStatus Status, FlowValue Output, FlowFailure? Failure) : Arrival;

    /// <summary>The call that tells of the end came back.</summary>
    public sealed record EndTold(int Attempt, DispatchOutcome Result) : Arrival;

    /// <summary>The parent has the news of this execution's end on record.</summary>
    public sealed record NewsTaken : Arrival
    {
        public static NewsTaken Instance { get; } = new();
    }

    /// <summary>A sub-flow has on record what it was to be told under this number, or there is no such sub-flow.</summary>
    public sealed record OrderTaken(int Number) : Arrival;

    /// <summary>What an operator asks for.</summary>
    public abstract record ByHand : Arrival
    {
        /// <summary>Who asks, and why; null when nothing is said of that.</summary>
        public OperationNote? Note { get; init; }
    }

    /// <summary>An operator's command, and the instances it names.</summary>
    public sealed record Operation(FlowOperation Kind, params IReadOnlyList<string> Tasks) : ByHand
    {
        /// <summary>What it changes in the context of the top level; missing for nothing.</summary>
        public FlowValue Patch { get; init; }
    }

    /// <summary>An operator marks a task: it is to be skipped, or what follows it, or neither any more.</summary>
    public sealed record Degrade(string Task, Degradation Marks) : ByHand;

    /// <summary>An operator forces the end.</summary>
    public sealed record Complete(bool Success) : ByHand;

    /// <summary>An operator ends the execution.</summary>
    public sealed record Cancel : ByHand;
}
