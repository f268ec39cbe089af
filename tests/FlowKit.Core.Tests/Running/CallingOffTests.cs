using FlowKit.Callbacks;
using FlowKit.Core.Tests.Properties.Bench;
using FlowKit.Dispatching;
using FlowKit.Executions;
using FlowKit.Running;
using FlowKit.Storing;
using FlowKit.Testing;

namespace FlowKit.Core.Tests.Running;

/// <summary>What is not waited for any more does not go out, however late its thread comes; and nothing goes out twice.</summary>
public class CallingOffTests
{
    private const string Side = """
        workspace: calls
        dagName: side
        tasks:
          - { name: slow, category: function, pattern: task_async, resourceName: test://slow }
          - { name: ask, category: function, pattern: task_async, resourceName: test://ask }
        """;

    private readonly VirtualTime _time = new();
    private readonly RacingQueue _queue = new();
    private readonly List<DispatchRequest> _sent = [];

    private FlowEngine? _engine;
    private Task<CallbackAnswer> _answered = Task.FromResult(CallbackAnswer.Accepted);

    [Fact]
    public void An_attempt_that_waits_for_a_thread_does_not_go_out_after_its_callback_was_acknowledged()
    {
        using var plain = new PlainThread();
        Begin(request =>
        {
            if (request.Task == "slow")
            {
                // It keeps its thread, so the other leaves from one of its own; the callback is faster.
                _time.Advance(TimeSpan.FromMilliseconds(5));
                _answered = _engine!.CompleteTaskAsync("e1", new("ask")).AsTask();
                _queue.OthersAreFaster = true;
            }

            return DispatchOutcome.Accepted;
        });

        Assert.Equal(CallbackAnswer.Accepted, Guard.Result(_answered));
        Assert.Equal(["slow"], _sent.Select(request => request.Task));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_attempt_that_was_taken_back_before_it_went_out_is_not_sent_in_the_place_of_another(bool answersAtOnce)
    {
        using var plain = new PlainThread();
        List<Task> asked = [];
        Begin(request =>
        {
            while (asked.Count < 4)
            {
                asked.Add(_engine!.CancelAsync("e1").AsTask());
                asked.Add(_engine!.RetryAsync("e1", ["slow", "ask"]).AsTask());
            }

            return answersAtOnce ? DispatchOutcome.Accepted : null;
        });

        asked.ForEach(Guard.Done);
        Assert.Equal([("slow", 0), ("ask", 0), ("slow", 2), ("ask", 2)], _sent.Select(request => (request.Task, request.Epoch)));
    }

    private void Begin(Func<DispatchRequest, DispatchOutcome?> dispatch)
    {
        _engine = new FlowEngineBuilder { Options = new() { Lease = FlowEngineOptions.DefaultLease } }
            .UseTime(_time)
            .UseWorkQueue(_queue)
            .UseStore(new InMemoryStateStore(new(), _time))
            .AddDispatcher("test", new Listed(_sent, dispatch))
            .AddFlow(FlowYaml.Load(Side))
            .Build();
        Do(_engine.RecoverAsync().AsTask());
        Do(_engine.StartAsync("calls:side", default, new() { ExecutionId = "e1" }).AsTask());
    }

    private void Do(Task asked)
    {
        _queue.Run();
        Guard.Done(asked);
        _queue.Run();
    }

    /// <summary>Work waits until it is asked for; or other threads do it, each time before more of it is queued.</summary>
    private sealed class RacingQueue : IWorkQueue
    {
        private readonly Queue<IThreadPoolWorkItem> _items = new();

        public bool OthersAreFaster { get; set; }

        public void Queue(IThreadPoolWorkItem item)
        {
            if (OthersAreFaster)
            {
                Run();
            }

            _items.Enqueue(item);
        }

        public void Run()
        {
            while (_items.TryDequeue(out var item))
            {
                item.Execute();
            }
        }
    }

    private sealed class Listed(List<DispatchRequest> sent, Func<DispatchRequest, DispatchOutcome?> dispatch) : IDispatcher
    {
        public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
        {
            sent.Add(request);
            return dispatch(request) is { } outcome ? new(outcome) : new(new TaskCompletionSource<DispatchOutcome>().Task);
        }
    }
}
