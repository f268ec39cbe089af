using FlowKit.Callbacks;
using FlowKit.Executions;

namespace TextToVideo;

/// <summary>Prints each task as it ends.</summary>
internal sealed class ConsoleProgress(TextWriter output) : ICallbackSink
{
    public async ValueTask DeliverAsync(FlowEvent news, CancellationToken cancellationToken)
    {
        if (news.Task is not null)
        {
            await output.WriteLineAsync($"{news.News.ToText(),-14} {news.Task}");
        }
    }
}
