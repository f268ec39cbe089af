using FlowKit.Storing;

namespace FlowKit.Core.Tests.Running.Sharing;

/// <summary>Takes no notice of anything.</summary>
internal sealed class Silent : IStoreListener
{
    public void OnMessage(ReadOnlyMemory<byte> message)
    {
    }

    public void OnWorkLeft()
    {
    }
}
