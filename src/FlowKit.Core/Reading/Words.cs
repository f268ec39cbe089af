using FlowKit.Descriptors;

namespace FlowKit.Reading;

/// <summary>Every closed list of words of the flow language.</summary>
internal static class Words
{
    public static WordList<TaskCategory> Categories { get; } = new(
        ignoreCase: false,
        ("function", TaskCategory.Function),
        ("pass", TaskCategory.Pass),
        ("return", TaskCategory.Return),
        ("choice", TaskCategory.Choice),
        ("switch", TaskCategory.Switch),
        ("foreach", TaskCategory.Foreach),
        ("suspense", TaskCategory.Suspense),
        ("script", TaskCategory.Script));

    public static WordList<TaskPattern> Patterns { get; } = new(
        ignoreCase: false,
        ("task_sync", TaskPattern.TaskSync),
        ("task_async", TaskPattern.TaskAsync),
        ("task_scheduler", TaskPattern.TaskScheduler),
        ("flow_sync", TaskPattern.FlowSync),
        ("flow_async", TaskPattern.FlowAsync));

    public static WordList<TaskEffect> Effects { get; } = new(
        ignoreCase: false, ("write", TaskEffect.Write), ("read", TaskEffect.Read), ("pure", TaskEffect.Pure));

    public static WordList<UnknownOutcome> UnknownOutcomes { get; } = new(
        ignoreCase: false, ("repeat", UnknownOutcome.Repeat), ("ask", UnknownOutcome.Ask));

    public static WordList<ParameterType> ParameterTypes { get; } = new(
        ignoreCase: true,
        ("String", ParameterType.String),
        ("Number", ParameterType.Number),
        ("Boolean", ParameterType.Boolean),
        ("JSON", ParameterType.Json));

    /// <summary>True for <c>resource</c>.</summary>
    public static WordList<bool> DocumentTypes { get; } = new(ignoreCase: false, ("flow", false), ("resource", true));

    /// <summary>True for <c>stream</c>.</summary>
    public static WordList<bool> Streams { get; } = new(ignoreCase: true, ("block", false), ("stream", true));

    /// <summary>True for <c>fibonacci</c>.</summary>
    public static WordList<bool> Backoffs { get; } = new(ignoreCase: false, ("exponential", false), ("fibonacci", true));

    /// <summary>True for <c>failFast</c>.</summary>
    public static WordList<bool> FailureModes { get; } = new(ignoreCase: false, ("collect", false), ("failFast", true));
}
