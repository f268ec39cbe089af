using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Planning;
using FlowKit.Validation;
using FlowKit.Values;

namespace FlowKit.Explaining;

/// <summary>The plan of a flow in plain words: what will run, in which order, and why. Made by <see cref="FlowRegistry.Explain"/>.</summary>
/// <param name="Flow"><c>workspace:dagName</c>.</param>
/// <param name="HasInput">It was made for a submitted input; without one, conditions that an input would decide are open.</param>
/// <param name="Targets">The targets it was made for; null for everything.</param>
/// <param name="Groups">The top level first, then the inside of every loop and every branch of a choice, in the order of the document.</param>
/// <param name="Notes">What the optimiser does, pass by pass; each pass in the order of the document.</param>
public sealed record FlowExplanation(
    string Flow, bool HasInput, IReadOnlyList<string>? Targets, IReadOnlyList<GroupExplanation> Groups, IReadOnlyList<PassNote> Notes)
{
    /// <summary>As <see cref="FlowRegistry.Explain"/> for a flow that nobody registered; all passes of the optimiser are on.</summary>
    /// <param name="flow">A flow without errors.</param>
    /// <param name="input">The submitted context of a start, an object; missing to leave open what an input would decide.</param>
    /// <param name="targets">The targets of a start, see <see cref="StartOptions.Targets"/>; null for everything.</param>
    /// <param name="force">As <see cref="StartOptions.Force"/>.</param>
    /// <exception cref="FlowRefusedException">The flow has errors, the input does not meet its parameters, or a target is unknown.</exception>
    public static FlowExplanation Of(FlowDescriptor flow, FlowValue input = default, IReadOnlyList<string>? targets = null, bool force = false)
    {
        ArgumentNullException.ThrowIfNull(flow);
        FlowValidator.RefuseErrors(flow);
        return Explainer.Of(Planner.Plan(flow, string.Empty), input, targets, force);
    }

    /// <summary>The explanation for people: some lines a task, lines end with <c>\n</c>.</summary>
    public override string ToString() => ExplanationText.Of(this);

    /// <summary>
    /// The explanation for machines: <c>flow</c>, <c>has_input</c>, <c>targets</c>, <c>groups</c> with <c>owner</c>, <c>branch</c>,
    /// <c>condition</c>, <c>tasks</c> and <c>together</c>, and <c>notes</c> with <c>pass</c>, <c>task</c> and <c>text</c>. A task has
    /// <c>name</c>, <c>category</c>, <c>stage</c>, <c>does</c>, <c>waits_for</c> (<c>task</c>, <c>inferred</c>, <c>why</c>), <c>reads</c>,
    /// <c>writes</c>, <c>conditions</c> (<c>name</c>, <c>text</c>, <c>opens</c>, <c>holds</c>), <c>fate</c> (<c>runs</c>, <c>pruned</c>,
    /// <c>skipped</c>) and <c>why</c>. Every member is there; what does not apply is null.
    /// </summary>
    public FlowValue ToValue() => ExplanationValue.Of(this);
}
