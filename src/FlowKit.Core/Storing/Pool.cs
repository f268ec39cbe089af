namespace FlowKit.Storing;

/// <summary>Things that are free to be used again, a bounded number; more are made when none is free. Safe to call from many threads.</summary>
internal sealed class Pool<T>(int kept, Func<Pool<T>, T> make)
    where T : class
{
    private readonly Stack<T> _free = new();
    private readonly Lock _lock = new();

    public T Take()
    {
        lock (_lock)
        {
            if (_free.TryPop(out var free))
            {
                return free;
            }
        }

        return make(this);
    }

    public void GiveBack(T item)
    {
        lock (_lock)
        {
            if (_free.Count < kept)
            {
                _free.Push(item);
            }
        }
    }
}
