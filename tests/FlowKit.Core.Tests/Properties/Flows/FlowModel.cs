using System.Text.Json.Nodes;

namespace FlowKit.Core.Tests.Properties.Flows;

/// <summary>A random flow, in words of its own: the descriptor the engine runs and the rules of the reference are both made from it.</summary>
/// <param name="Seed">What it was made from, and what fates are drawn from.</param>
/// <param name="Tasks">The top level.</param>
/// <param name="Limit">The time limit of the execution in ticks; 0 for none.</param>
/// <param name="CancelAt">When an operator cancels it, in ticks from the start; 0 for never.</param>
/// <param name="IsCalm">Executors hardly ever fail.</param>
/// <param name="PauseAt">When an operator holds it back, in ticks from the start; 0 for never.</param>
/// <param name="ResumeAt">When the operator lets it go on.</param>
internal sealed record FlowModel(int Seed, IReadOnlyList<TaskModel> Tasks, long Limit, long CancelAt, bool IsCalm, long PauseAt, long ResumeAt)
{
    public const string Name = "property:random";

    /// <summary>What is submitted: the same small numbers for every flow; <c>s3</c> is never there.</summary>
    public static JsonObject Submitted => new() { ["s0"] = 0, ["s1"] = 4, ["s2"] = 7 };

    /// <summary>Every task, those of branches included.</summary>
    public IEnumerable<TaskModel> All => Tasks.SelectMany(task => task.WithInner());
}
