using System.Threading.Channels;
using FlowKit;
using FlowKit.Callbacks;
using FlowKit.Dispatching;
using FlowKit.Values;

namespace TextToVideo;

/// <summary>
/// Takes slow work: a dispatch only queues it and is accepted, background tasks do it and call back. Workers in other processes would
/// do the same through <c>X-Callback-Url</c>.
/// </summary>
internal sealed class WorkerPool : IDispatcher, IAsyncDisposable
{
    private const int Workers = 3;

    private static readonly TimeSpan WorkTime = TimeSpan.FromMilliseconds(60);

    private readonly Channel<DispatchRequest> _queue = Channel.CreateUnbounded<DispatchRequest>();
    private Task _running = Task.CompletedTask;

    public ValueTask<DispatchOutcome> DispatchAsync(DispatchRequest request, CancellationToken cancellationToken)
    {
        _queue.Writer.TryWrite(request);
        return new(DispatchOutcome.Accepted);
    }

    public void Start(IFlowEngine engine) => _running = Task.WhenAll(Enumerable.Range(0, Workers).Select(_ => WorkAsync(engine)));

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.Complete();
        await _running;
    }

    private async Task WorkAsync(IFlowEngine engine)
    {
        await foreach (var request in _queue.Reader.ReadAllAsync())
        {
            await Task.Delay(WorkTime);
            await engine.CompleteTaskAsync(request.ExecutionId, Do(request));
        }
    }

    private static TaskCallback Do(DispatchRequest request)
    {
        var number = request.Input["number"].AsInt64();
        return request.Resource switch
        {
            // The painter is clumsy: its second picture fails at the first try, and the flow has it painted again.
            "worker://painter" when number == 1 && request.Attempt == 1 => Failed(request),
            "worker://painter" => Done(request, ("file", $"picture-{number}.png")),
            "worker://speaker" => Done(
                request, ("file", $"voice-{number}.wav"), ("seconds", request.Input["text"].AsString()!.Split(' ').Length * 0.5)),
            _ => Done(request, ("file", $"clip-{number}.mp4")),
        };
    }

    private static TaskCallback Done(DispatchRequest request, params ReadOnlySpan<(string Name, FlowValue Value)> output) =>
        new(request.Task, CallbackStatus.Success, FlowValue.Object(output), request.Attempt);

    private static TaskCallback Failed(DispatchRequest request)
    {
        Console.WriteLine($"spilled paint  {request.Task}, attempt {request.Attempt}");
        return new(request.Task, CallbackStatus.Failed, default, request.Attempt);
    }
}
