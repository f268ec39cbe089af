using System.Text.Json.Nodes;

namespace FlowKit.Core.Tests.Properties.Flows;

/// <summary>A random flow, in words of its own: the descriptor the engine runs and the rules of the reference are both made from it.</summary>
/// <param name="Seed">What it was made from, and what fates are drawn from.</param>
/// <param name="Tasks">The top level.</param>
/// <param name="Traits">Which parts of the language it uses.</param>
internal sealed record FlowModel(int Seed, IReadOnlyList<TaskModel> Tasks, FlowTraits Traits)
{
    public const string Name = "property:random";

    /// <summary>The time limit of the execution in ticks; 0 for none.</summary>
    public long Limit { get; init; }

    /// <summary>When an operator cancels it, in ticks from the start; 0 for never.</summary>
    public long CancelAt { get; init; }

    /// <summary>When an operator holds it back, in ticks from the start; 0 for never.</summary>
    public long PauseAt { get; init; }

    /// <summary>When the operator lets it go on.</summary>
    public long ResumeAt { get; init; }

    /// <summary>The tasks the start asks for; null for all.</summary>
    public IReadOnlyList<string>? Targets { get; init; }

    /// <summary>Tasks that write are spared too.</summary>
    public bool Force { get; init; }

    /// <summary>What is submitted: the same small numbers for every flow; <c>s3</c> is never there.</summary>
    public static JsonObject Submitted => new() { ["s0"] = 0, ["s1"] = 4, ["s2"] = 7 };

    /// <summary>Every task, those of branches included.</summary>
    public IEnumerable<TaskModel> All => Tasks.SelectMany(task => task.WithInner());
}
