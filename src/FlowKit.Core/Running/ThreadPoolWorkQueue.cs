namespace FlowKit.Running;

/// <summary>Runs turns on the thread pool.</summary>
internal sealed class ThreadPoolWorkQueue : IWorkQueue
{
    public void Queue(IThreadPoolWorkItem item) => ThreadPool.UnsafeQueueUserWorkItem(item, preferLocal: false);
}
