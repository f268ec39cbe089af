using System.Threading.Channels;
using FlowKit.Storing;

namespace FlowKit.PostgreSql.Tests;

/// <summary>What a session was told.</summary>
internal sealed class Inbox : IStoreListener
{
    private readonly Channel<byte[]> _messages = Channel.CreateUnbounded<byte[]>();
    private readonly Channel<bool> _workLeft = Channel.CreateUnbounded<bool>();

    public void OnMessage(ReadOnlyMemory<byte> message) => _messages.Writer.TryWrite(message.ToArray());

    public void OnWorkLeft() => _workLeft.Writer.TryWrite(true);

    public Task<byte[]> MessageAsync() => _messages.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));

    public Task WorkLeftAsync() => _workLeft.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));
}
