using FlowKit.Descriptors;

namespace FlowKit;

/// <summary>What a caller may say about a start.</summary>
public sealed record StartOptions
{
    /// <summary>200 characters.</summary>
    public const int LongestId = 200;

    /// <summary>
    /// An id of the caller's own, up to 200 characters; a second start with it returns the first execution. Null for a new
    /// <c>workspace:dagName_c_(uuid v7)</c>.
    /// </summary>
    public string? ExecutionId { get; init; }

    /// <summary>
    /// Names of tasks, or keys of the declared output: tasks that none of them needs, and that lead to no task with a <c>write</c> effect, are
    /// SKIPPED as pruned. Null for everything.
    /// </summary>
    public IReadOnlyList<string>? Targets { get; init; }

    /// <summary>With <see cref="Targets"/>: tasks with a <c>write</c> effect that no target needs are pruned too.</summary>
    public bool Force { get; init; }

    /// <summary>
    /// Who is told of the end, in place of whom the flow names in its <c>callback</c>: <c>new() { ResourceName = "https://host/done" }</c>. It is
    /// kept with the execution, may use the flow's <c>resources</c> and common mappings, and is given no secrets. Null for the flow's own.
    /// </summary>
    public CallbackDescriptor? Callback { get; init; }

    /// <summary>A key of the caller's own to find the execution by; null for none.</summary>
    public string? BusinessKey { get; init; }
}
