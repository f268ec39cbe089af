namespace FlowKit.Tests.Http;

/// <summary>A clock that stands still.</summary>
internal sealed class FrozenTime(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
