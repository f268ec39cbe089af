using System.Threading.Channels;
using FlowKit.Storing;

namespace FlowKit.Testing.Stores;

/// <summary>What a session was told.</summary>
internal sealed class SharedStoreInbox : IStoreListener
{
    /// <summary>How long news may be on its way, in real time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<byte[]> _messages = Channel.CreateUnbounded<byte[]>();
    private readonly Channel<bool> _workLeft = Channel.CreateUnbounded<bool>();

    public void OnMessage(ReadOnlyMemory<byte> message) => _messages.Writer.TryWrite(message.ToArray());

    public void OnWorkLeft() => _workLeft.Writer.TryWrite(true);

    /// <summary>The next message, in the order they came.</summary>
    public ValueTask<byte[]> NextAsync() => NextAsync(_messages, "a message that was sent");

    public async ValueTask WorkLeftAsync() => await NextAsync(_workLeft, "the news of work that is left").ConfigureAwait(false);

    public void ForgetWorkLeft()
    {
        while (_workLeft.Reader.TryRead(out _))
        {
        }
    }

    private static async ValueTask<T> NextAsync<T>(Channel<T> news, string what)
    {
        try
        {
            return await news.Reader.ReadAsync().AsTask().WaitAsync(Patience).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new StoreContractException($"{what} must arrive");
        }
    }
}
