using FlowKit.Deciding;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Telemetry;

namespace FlowKit.Running;

/// <summary>Tells whoever traces and measures, then the sinks, what was saved, in order. A sink that throws is noted and changes nothing.</summary>
internal static class Announcer
{
    public static async ValueTask TellAsync(EngineServices engine, Turn turn)
    {
        if (NewsWatch.IsOn)
        {
            NewsWatch.Tell(turn);
        }

        if (engine.Sinks.Count == 0)
        {
            return;
        }

        var time = new DateTimeOffset(turn.Now, TimeSpan.Zero);
        foreach (var (news, task, failure) in turn.News)
        {
            var name = task is null ? null : InstanceName.Of(turn.Plan, task);
            var told = new FlowEvent(news, turn.State.Id, turn.Plan.Name, name, time, failure);
            foreach (var sink in engine.Sinks)
            {
                try
                {
                    await sink.DeliverAsync(told, CancellationToken.None).ConfigureAwait(false);
                }
#pragma warning disable CA1031 // Whatever a sink throws is its own fault and must not reach the execution.
                catch (Exception exception)
#pragma warning restore CA1031
                {
                    engine.Notice(new(
                        FlowErrorCodes.SinkThrew, $"A sink of type {sink.GetType().Name} threw at {news.ToText()}; the flow goes on.", turn.State.Id, name, exception));
                }
            }
        }
    }
}
