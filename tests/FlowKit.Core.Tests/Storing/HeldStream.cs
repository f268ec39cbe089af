namespace FlowKit.Core.Tests.Storing;

/// <summary>A stream in memory that is slow: what is written or read waits until it is released, or cancelled.</summary>
internal sealed class HeldStream : MemoryStream
{
    private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HeldStream()
    {
    }

    public HeldStream(byte[] bytes)
        : base(bytes)
    {
    }

    public void Release() => _released.SetResult();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _released.Task.WaitAsync(cancellationToken);
        await base.WriteAsync(buffer, cancellationToken);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        await _released.Task.WaitAsync(cancellationToken);
        return await base.ReadAsync(buffer, cancellationToken);
    }
}
