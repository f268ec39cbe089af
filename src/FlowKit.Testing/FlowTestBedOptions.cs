using FlowKit.Storing;

namespace FlowKit.Testing;

/// <summary>How a <see cref="FlowTestBed"/> is made. Copied when it is.</summary>
public sealed record FlowTestBedOptions
{
    /// <summary>1.</summary>
    public const int DefaultSeed = 1;

    /// <summary>The protocols of the package FlowKit that leave the engine, delegates of <c>script</c> tasks and the code of steps included.</summary>
    public static readonly IReadOnlyList<string> DefaultProtocols = ["http", "https", "function", "script", "chatgpt", "aliyun_ai", "step", "completion"];

    /// <summary>Makes the store, going by the bed's clock; null for an <see cref="InMemoryStateStore"/>. A restart goes on with it.</summary>
    public Func<TimeProvider, IStateStore>? NewStore { get; init; }

    /// <summary>Bounds and addresses of the engine.</summary>
    public FlowEngineOptions Engine { get; init; } = new();

    /// <summary>Where ids, jitter and <c>rand()</c> begin; 1 by default, so that a run can be repeated.</summary>
    public int Seed { get; init; } = DefaultSeed;

    /// <summary>Where the clock stands at first; <see cref="VirtualTime.DefaultStart"/> by default.</summary>
    public DateTimeOffset Start { get; init; } = VirtualTime.DefaultStart;

    /// <summary>The protocols the stubs answer; those of the package by default.</summary>
    public IReadOnlyList<string> Protocols { get; init; } = DefaultProtocols;

    /// <summary>
    /// What else belongs to the engine: dispatchers and sinks of your own. Called for every engine, so also after a restart.
    /// Dispatchers that do not answer at once must wait on the bed's clock only.
    /// </summary>
    public Action<FlowEngineBuilder> Configure { get; init; } = static _ => { };
}
