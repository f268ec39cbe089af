using FlowKit.Executions;
using FlowKit.Secrets;

namespace FlowKit.Cli.Running;

/// <summary>One line for each thing that happens.</summary>
internal sealed class PlainDisplay(CliIo io) : IRunDisplay
{
    private readonly Lock _gate = new();
    private readonly TaskLabels _labels = new();

    public void Show(TaskProgress progress)
    {
        lock (_gate)
        {
            io.Out.WriteLine($"{_labels.Of(progress)} {progress.Status.ToText()}{More(progress)}");
        }
    }

    public void Tell(string line)
    {
        lock (_gate)
        {
            io.Error.WriteLine(line);
        }
    }

    public Task<T> WhileAsync<T>(Func<Task<T>> work) => work();

    private static string More(TaskProgress progress) => progress switch
    {
        { Attempt: > 1 } => $", attempt {progress.Attempt}",
        { Failure: { } failure } => $", {failure.Code}: {Redaction.Default.Apply(failure.Message).ReplaceLineEndings(" ")}",
        _ => string.Empty,
    };
}
