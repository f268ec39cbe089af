using System.Buffers;
using FlowKit.Stores;
using FlowKit.Storing;

namespace FlowKit.AspNetCore.Tests.Hosts;

/// <summary>A store that outlives the process as far as the engine can tell, and shows the bytes it keeps.</summary>
internal sealed class OtherStore(FlowEngineOptions options, TimeProvider time) : PassingStore(new InMemoryStateStore(options, time))
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>All that was ever saved, one after another.</summary>
    public byte[] Bytes
    {
        get
        {
            lock (_bytes)
            {
                return _bytes.WrittenSpan.ToArray();
            }
        }
    }

    public override ValueTask<bool> TryCreateAsync(SaveRequest save, CancellationToken cancellationToken)
    {
        Keep(save);
        return base.TryCreateAsync(save, cancellationToken);
    }

    public override ValueTask<bool> TrySaveAsync(SaveRequest save, CancellationToken cancellationToken)
    {
        Keep(save);
        return base.TrySaveAsync(save, cancellationToken);
    }

    private void Keep(SaveRequest save)
    {
        lock (_bytes)
        {
            _bytes.Write(save.Bytes.Span);
        }
    }
}
