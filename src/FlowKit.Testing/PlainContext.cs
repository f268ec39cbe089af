namespace FlowKit.Testing;

/// <summary>
/// Takes the synchronisation context away for a while, as on a thread of the pool, so that what is awaited goes on at once where it is
/// completed instead of on another thread.
/// </summary>
internal readonly ref struct PlainContext
{
    private readonly SynchronizationContext? _before;

    public PlainContext()
    {
        _before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
    }

    public void Dispose() => SynchronizationContext.SetSynchronizationContext(_before);
}
