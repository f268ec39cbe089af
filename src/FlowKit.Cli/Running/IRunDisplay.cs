namespace FlowKit.Cli.Running;

/// <summary>Shows how a run goes on.</summary>
internal interface IRunDisplay
{
    /// <summary>Takes what changed, from any thread.</summary>
    void Show(TaskProgress progress);

    /// <summary>Takes a line that a person should read, from any thread.</summary>
    void Tell(string line);

    /// <summary>Shows while the work goes on; what moves is gone from the screen when it has ended.</summary>
    Task<T> WhileAsync<T>(Func<Task<T>> work);
}
