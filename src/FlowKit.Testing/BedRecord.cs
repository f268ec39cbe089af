using FlowKit.Callbacks;
using FlowKit.Executions;

namespace FlowKit.Testing;

/// <summary>What the engines of a bed told.</summary>
internal sealed class BedRecord : ICallbackSink
{
    private readonly Lock _gate = new();
    private readonly List<FlowEvent> _news = [];
    private readonly List<EngineNotice> _notices = [];

    public IReadOnlyList<FlowEvent> News
    {
        get
        {
            lock (_gate)
            {
                return [.. _news];
            }
        }
    }

    public IReadOnlyList<EngineNotice> Notices
    {
        get
        {
            lock (_gate)
            {
                return [.. _notices];
            }
        }
    }

    public ValueTask DeliverAsync(FlowEvent news, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _news.Add(news);
        }

        return ValueTask.CompletedTask;
    }

    public void Add(EngineNotice notice)
    {
        lock (_gate)
        {
            _notices.Add(notice);
        }
    }
}
