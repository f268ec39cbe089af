namespace FlowKit.Stores;

/// <summary>A clock that a test sets.</summary>
internal sealed class StillTime(DateTimeOffset now) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now;
}
