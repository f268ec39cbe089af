using FlowKit.Values;

namespace FlowKit.Descriptors;

/// <summary>A task that calls an executor.</summary>
public sealed record FunctionTask : TaskDescriptor
{
    /// <inheritdoc/>
    public override TaskCategory Category => TaskCategory.Function;

    /// <summary>The address, with its protocol unless <see cref="ResourceProtocol"/> tells it; null when only the protocol is given.</summary>
    public Located<string>? ResourceName { get; init; }

    /// <summary>The protocol; wins over the one in the name.</summary>
    public Located<string>? ResourceProtocol { get; init; }

    /// <summary>The resource written in place; missing for none.</summary>
    public FlowValue Resource { get; init; }

    /// <summary>How the answer is meant; null when not written.</summary>
    public TaskPattern? Pattern { get; init; }

    /// <summary>The method of the request; null for the dispatcher's own.</summary>
    public Located<string>? RequestType { get; init; }

    /// <summary>All of them must hold for a success; empty when not written.</summary>
    public IReadOnlyList<Located<string>> SuccessConditions { get; init; } = [];

    /// <summary>All of them must hold for a failure; empty when not written.</summary>
    public IReadOnlyList<Located<string>> FailConditions { get; init; } = [];

    /// <summary>What becomes of an attempt whose outcome a crash left unknown; only for a task that writes.</summary>
    public Located<UnknownOutcome> OnUnknown { get; init; }

    /// <summary>When the task is tried again; null for never.</summary>
    public RetryDescriptor? Retry { get; init; }
}
