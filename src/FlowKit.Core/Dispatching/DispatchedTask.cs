using FlowKit.Descriptors;
using FlowKit.Values;

namespace FlowKit.Dispatching;

/// <summary>What all attempts of one task have in common: made once with the plan, and not once for each of them.</summary>
internal sealed record DispatchedTask(string Name, string Protocol, TaskPattern Pattern)
{
    public static DispatchedTask Nothing { get; } = new(string.Empty, string.Empty, TaskPattern.TaskSync);

    public string? RequestType { get; init; }

    /// <summary>The resource the flow writes in place; missing for none.</summary>
    public FlowValue InlineResource { get; init; }

    /// <summary>Where the author of the flow refers to secrets; null when nowhere.</summary>
    public SecretPlaces? Secrets { get; init; }

    /// <summary>It is no task, but the call that tells of the end of the execution.</summary>
    public bool TellsEnd { get; init; }
}
