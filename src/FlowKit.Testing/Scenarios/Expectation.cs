using FlowKit.Values;

namespace FlowKit.Testing.Scenarios;

/// <summary>What must come of a scenario. Null, or missing, is what the scenario does not ask for.</summary>
internal sealed record Expectation
{
    public string? Status { get; init; }

    public FlowValue Context { get; init; }

    public FlowValue ContextContains { get; init; }

    /// <summary>The statuses by instance name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Tasks { get; init; }

    public FlowValue Output { get; init; }

    public IReadOnlyList<string>? Calls { get; init; }

    public IReadOnlyList<string>? CallsUnordered { get; init; }

    /// <summary>By instance name: the input of the last call, or a list of the inputs of all.</summary>
    public IReadOnlyList<KeyValuePair<string, FlowValue>>? CallInput { get; init; }

    public IReadOnlyList<KeyValuePair<string, IReadOnlyList<TimeSpan>>>? CallTimes { get; init; }

    public IReadOnlyList<KeyValuePair<string, int>>? Attempts { get; init; }

    public IReadOnlyList<string>? Events { get; init; }

    /// <summary>The faults the refusal must tell, each a distinct one; empty for a refusal whatever its faults; null when the flow must run.</summary>
    public IReadOnlyList<ExpectedFault>? Refused { get; init; }
}
