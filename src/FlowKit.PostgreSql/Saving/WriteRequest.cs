using System.Threading.Tasks.Sources;
using FlowKit.Storing;

namespace FlowKit.PostgreSql.Saving;

/// <summary>One thing a writer is asked for, with a copy of its bytes; used again when its caller has the answer.</summary>
internal sealed class WriteRequest(Pool<WriteRequest> pool) : IValueTaskSource<bool>
{
    private const int LargestKept = 16 * 1024;
    private ManualResetValueTaskSourceCore<bool> _answer = new() { RunContinuationsAsynchronously = true };
    private byte[] _bytes = [];
    private int _length;

    public WriteKind Kind { get; private set; }

    public string ExecutionId { get; private set; } = string.Empty;

    public long Version { get; private set; }

    public ExecutionHeader? Header { get; private set; }

    public bool IsSnapshot { get; private set; }

    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, _length);

    /// <summary>When it was asked for, on the clock of patience.</summary>
    public long AskedAt { get; private set; }

    /// <summary>The number of its execution, once it is known.</summary>
    public long No { get; set; }

    /// <summary>It was sent, and no answer came: it may be on record.</summary>
    public bool IsInDoubt { get; set; }

    /// <summary>What the caller will be told when the group is on record; null while it is not known.</summary>
    public bool? Taken { get; set; }

    /// <summary>What is wrong with this one request; null while nothing is.</summary>
    public Exception? Fault { get; set; }

    /// <summary>Nothing is to be written for it any more.</summary>
    public bool IsDecided => Taken is not null || Fault is not null;

    public ValueTask<bool> Ask(WriteKind kind, SaveRequest save, long now)
    {
        Kind = kind;
        ExecutionId = save.ExecutionId;
        Version = save.Version;
        Header = save.Header;
        IsSnapshot = save.IsSnapshot;
        AskedAt = now;
        (No, IsInDoubt, Taken, Fault) = (0, false, null, null);
        _length = save.Bytes.Length;
        if (_bytes.Length < _length)
        {
            _bytes = GC.AllocateUninitializedArray<byte>(Math.Max(_length, 256));
        }

        save.Bytes.Span.CopyTo(_bytes);
        return new(this, _answer.Version);
    }

    public void Answer()
    {
        if (Fault is { } fault)
        {
            _answer.SetException(fault);
        }
        else
        {
            _answer.SetResult(Taken == true);
        }
    }

    bool IValueTaskSource<bool>.GetResult(short token)
    {
        try
        {
            return _answer.GetResult(token);
        }
        finally
        {
            _answer.Reset();
            Header = null;
            _bytes = _bytes.Length > LargestKept ? [] : _bytes;
            pool.GiveBack(this);
        }
    }

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _answer.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _answer.OnCompleted(continuation, state, token, flags);
}
