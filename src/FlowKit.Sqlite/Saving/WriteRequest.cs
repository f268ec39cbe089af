using System.Threading.Tasks.Sources;
using FlowKit.Storing;

namespace FlowKit.Sqlite.Saving;

/// <summary>One thing the writer is asked for, with a copy of its bytes; used again when its caller has the answer.</summary>
internal sealed class WriteRequest(Pool<WriteRequest> pool) : IValueTaskSource<bool>, IValueTaskSource<int>
{
    private const int LargestKept = 16 * 1024;
    private ManualResetValueTaskSourceCore<int> _answer = new() { RunContinuationsAsynchronously = true };
    private byte[] _bytes = [];
    private int _length;

    public WriteKind Kind { get; private set; }

    public string ExecutionId { get; private set; } = string.Empty;

    public long Version { get; private set; }

    public ExecutionHeader? Header { get; private set; }

    public bool IsSnapshot { get; private set; }

    /// <summary>The text to keep; null when something else is asked for.</summary>
    public FlowText? Flow { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>What the caller is told when the group is on disk: 1 or 0 for taken or not, else how many.</summary>
    public int Result { get; set; }

    public void Ask(WriteKind kind, SaveRequest save)
    {
        Kind = kind;
        ExecutionId = save.ExecutionId;
        Version = save.Version;
        Header = save.Header;
        IsSnapshot = save.IsSnapshot;
        _length = save.Bytes.Length;
        if (_bytes.Length < _length)
        {
            _bytes = GC.AllocateUninitializedArray<byte>(Math.Max(_length, 256));
        }

        save.Bytes.Span.CopyTo(_bytes);
    }

    public void Ask(FlowText flow)
    {
        Ask(WriteKind.KeepFlow, default(SaveRequest));
        Flow = flow;
    }

    public ValueTask<bool> Taken => new(this, _answer.Version);

    public ValueTask<int> Number => new(this, _answer.Version);

    public void Answer() => _answer.SetResult(Result);

    public void Fail(Exception fault) => _answer.SetException(fault);

    bool IValueTaskSource<bool>.GetResult(short token) => Take(token) != 0;

    int IValueTaskSource<int>.GetResult(short token) => Take(token);

    ValueTaskSourceStatus IValueTaskSource<bool>.GetStatus(short token) => _answer.GetStatus(token);

    ValueTaskSourceStatus IValueTaskSource<int>.GetStatus(short token) => _answer.GetStatus(token);

    void IValueTaskSource<bool>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _answer.OnCompleted(continuation, state, token, flags);

    void IValueTaskSource<int>.OnCompleted(
        Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _answer.OnCompleted(continuation, state, token, flags);

    private int Take(short token)
    {
        try
        {
            return _answer.GetResult(token);
        }
        finally
        {
            _answer.Reset();
            Header = null;
            Flow = null;
            _bytes = _bytes.Length > LargestKept ? [] : _bytes;
            pool.GiveBack(this);
        }
    }
}
