namespace FlowKit.Running;

/// <summary>Where the turns of executions run.</summary>
internal interface IWorkQueue
{
    void Queue(IThreadPoolWorkItem item);
}
