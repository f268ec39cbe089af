using FlowKit.Descriptors;
using FlowKit.Dispatching;
using FlowKit.Http;
using FlowKit.Values;

namespace FlowKit.Tests.Http;

/// <summary>Makes dispatchers and attempts for them, and opens outcomes.</summary>
internal static class Calls
{
    public static HttpDispatcher Dispatcher(HttpDispatcherOptions? options = null, TimeProvider? time = null)
    {
        options ??= new HttpDispatcherOptions();
        var client = new HttpClient(HttpHandling.CreateHandler(options));
        HttpHandling.Prepare(client);
        return new(() => client, options, time ?? TimeProvider.System);
    }

    public static DispatchRequest To(string resource, string input = "{}", string? requestType = null, TaskPattern pattern = TaskPattern.TaskSync) =>
        new()
        {
            ExecutionId = "shop:order_c_1",
            Flow = "shop:order",
            Task = "loop_2-charge",
            TaskName = "charge",
            Attempt = 3,
            Protocol = "http",
            Resource = resource,
            Pattern = pattern,
            RequestType = requestType,
            Input = FlowValue.Parse(input),
            CallbackUrl = "https://flows.example/flow/trigger.json?execution_id=shop%3Aorder_c_1",
            ServerUrl = "https://flows.example",
        };

    public static async Task<DispatchOutcome> SendAsync(DispatchRequest request, HttpDispatcherOptions? options = null, TimeProvider? time = null) =>
        await Dispatcher(options, time).DispatchAsync(request, CancellationToken.None);

    public static FlowValue Answer(DispatchOutcome outcome)
    {
        var answered = Assert.IsType<DispatchOutcome.Answered>(outcome);
        Assert.Null(answered.Success);
        return answered.Output;
    }

    public static DispatchOutcome.Broken Failure(DispatchOutcome outcome) => Assert.IsType<DispatchOutcome.Broken>(outcome);
}
