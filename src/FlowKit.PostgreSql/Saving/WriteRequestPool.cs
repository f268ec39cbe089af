namespace FlowKit.PostgreSql.Saving;

/// <summary>Requests whose callers have their answer.</summary>
internal sealed class WriteRequestPool
{
    private const int Kept = 1_024;
    private readonly Stack<WriteRequest> _free = new();
    private readonly Lock _lock = new();

    public WriteRequest Take()
    {
        lock (_lock)
        {
            return _free.TryPop(out var request) ? request : new WriteRequest(this);
        }
    }

    public void GiveBack(WriteRequest request)
    {
        lock (_lock)
        {
            if (_free.Count < Kept)
            {
                _free.Push(request);
            }
        }
    }
}
