namespace FlowKit.Cli.Running;

/// <summary>Shows nothing: standard output belongs to the JSON. What is to be said goes to standard error.</summary>
internal sealed class SilentDisplay(CliIo io) : IRunDisplay
{
    private readonly Lock _gate = new();

    public void Show(TaskProgress progress)
    {
    }

    public void Tell(string line)
    {
        lock (_gate)
        {
            io.Error.WriteLine(line);
        }
    }

    public Task<T> WhileAsync<T>(Func<Task<T>> work) => work();
}
