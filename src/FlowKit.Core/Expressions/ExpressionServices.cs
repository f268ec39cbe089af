namespace FlowKit.Expressions;

/// <summary>What an expression takes from the engine: chance (<c>rand</c>) and time (<c>now</c>, <c>sysdate</c>).</summary>
/// <remarks><see cref="Random"/> is not safe for several threads; give each execution its own.</remarks>
internal sealed class ExpressionServices(Random random, TimeProvider time)
{
    /// <summary>From 0 inclusive to 1 exclusive.</summary>
    public double NextDouble() => random.NextDouble();

    /// <summary>From 0 inclusive to the bound exclusive.</summary>
    public long NextLong(long bound) => random.NextInt64(bound);

    /// <summary>Milliseconds since 1970-01-01 UTC.</summary>
    public long NowInMilliseconds() => time.GetUtcNow().ToUnixTimeMilliseconds();
}
