namespace FlowKit.Core.Tests.Properties.Bench;

/// <summary>
/// Takes the synchronisation context of the test runner away: with one, what waits for an answer would go on on another thread instead
/// of at once.
/// </summary>
internal sealed class PlainThread : IDisposable
{
    private readonly SynchronizationContext? _before = SynchronizationContext.Current;

    public PlainThread() => SynchronizationContext.SetSynchronizationContext(null);

    public void Dispose() => SynchronizationContext.SetSynchronizationContext(_before);
}
