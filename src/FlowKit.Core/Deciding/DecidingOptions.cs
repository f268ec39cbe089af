using FlowKit.Expressions;

namespace FlowKit.Deciding;

/// <summary>What the rules are given besides plan, state and arrival: bounds, chance, and how executors reach the host.</summary>
internal sealed record DecidingOptions
{
    /// <summary>How many branches of loops one turn begins, so that a long list does not fill the memory at once.</summary>
    public const int BranchesPerTurn = 1024;

    public required RunLimits Limits { get; init; }

    /// <summary>Makes the chance and time that one execution gives to its transforms and its jitter.</summary>
    public required Func<ExpressionServices> NewServices { get; init; }

    public required CallbackUrls CallbackUrls { get; init; }

    /// <summary>Somebody listens to news.</summary>
    public required bool HasSinks { get; init; }
}
