namespace FlowKit.Http;

/// <summary>Things that one call after another uses. Safe to call from many threads.</summary>
/// <param name="most">So many that nobody uses are kept.</param>
internal sealed class Spares<T>(int most)
    where T : class
{
    private readonly Stack<T> _free = new();
    private readonly Lock _lock = new();

    /// <summary>One that nobody uses; null when another is to be made.</summary>
    public T? Take()
    {
        lock (_lock)
        {
            return _free.TryPop(out var spare) ? spare : null;
        }
    }

    /// <summary>Keeps it for another call; false when there are enough.</summary>
    public bool TryGiveBack(T spare)
    {
        lock (_lock)
        {
            if (_free.Count >= most)
            {
                return false;
            }

            _free.Push(spare);
            return true;
        }
    }
}
