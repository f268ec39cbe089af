using FlowKit.Descriptors;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Functions;
using FlowKit.Values;

namespace FlowKit.Tests.Functions;

public sealed class FunctionDispatcherTests
{
    [Theory]
    [InlineData("function://greet")]
    [InlineData("FUNCTION://greet")]
    [InlineData("function://greet/")]
    [InlineData("function://greet?x=1")]
    [InlineData("function://greet#part")]
    [InlineData("function://gr%65et")]
    [InlineData("greet")]
    public void Resource_NamesTheFunction(string resource)
    {
        var dispatcher = With("greet", JsonFunction.Of(input => input["a"]));

        var outcome = Finished(dispatcher.DispatchAsync(To(resource, """{"a":1}"""), CancellationToken.None));

        Assert.Equal(FlowValue.From(1), Assert.IsType<DispatchOutcome.Answered>(outcome).Output);
    }

    [Theory]
    [InlineData("function://gret")]
    [InlineData("function://Greet")]
    [InlineData("function://")]
    public void Resource_OfNoFunction_FailsForGoodAndNamesThoseThereAre(string resource)
    {
        var dispatcher = With("greet", JsonFunction.Of(input => input));
        dispatcher.Add("bye", JsonFunction.Of(input => input));

        var failure = Broken(Finished(dispatcher.DispatchAsync(To(resource), CancellationToken.None)));

        Assert.Equal((FlowErrorCodes.UnknownFunction, false), (failure.Code, failure.Retryable));
        Assert.Contains("bye, greet", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Add_ANameTwice_IsRefused()
    {
        var dispatcher = With("greet", JsonFunction.Of(input => input));

        Assert.Throws<ArgumentException>(() => dispatcher.Add("greet", JsonFunction.Of(input => input)));
        Assert.Throws<ArgumentException>(() => dispatcher.Add(" ", JsonFunction.Of(input => input)));
    }

    [Fact]
    public void JsonFunction_WithoutAnOutput_AnswersAnEmptyObject()
    {
        var dispatcher = With("greet", JsonFunction.Of(_ => default));

        var outcome = Finished(dispatcher.DispatchAsync(To("function://greet"), CancellationToken.None));

        Assert.Equal(FlowValue.EmptyObject, Assert.IsType<DispatchOutcome.Answered>(outcome).Output);
    }

    [Fact]
    public async Task JsonFunction_ThatThrows_LetsTheEngineSeeTheException()
    {
        var dispatcher = With("greet", JsonFunction.Of((_, _) => throw new InvalidOperationException("no")));

        await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await dispatcher.DispatchAsync(To("function://greet"), CancellationToken.None));
    }

    [Fact]
    public void JsonFunction_ThatCompletesAtOnce_AllocatesOnlyItsOutcome()
    {
        const int Calls = 10_000;
        var output = FlowValue.Parse("""{"a":1}""");
        var dispatcher = With("greet", JsonFunction.Of((_, _) => new ValueTask<FlowValue>(output)));
        var request = To("function://greet");
        Dispatch(dispatcher, request, Calls);

        var before = GC.GetAllocatedBytesForCurrentThread();
        Dispatch(dispatcher, request, Calls);
        var perCall = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Calls;

        before = GC.GetAllocatedBytesForCurrentThread();
        DispatchOutcome.Succeeded(output);
        var outcomeBytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(perCall, outcomeBytes, outcomeBytes + StateMachineBytes + 1);
    }

    // Only optimised code keeps the state of an asynchronous method off the heap.
#if DEBUG
    private const int StateMachineBytes = 112;
#else
    private const int StateMachineBytes = 0;
#endif

    private static void Dispatch(FunctionDispatcher dispatcher, DispatchRequest request, int times)
    {
        for (var i = 0; i < times; i++)
        {
            Finished(dispatcher.DispatchAsync(request, CancellationToken.None));
        }
    }

    private static FunctionDispatcher With(string name, FlowFunction function)
    {
        var dispatcher = new FunctionDispatcher();
        dispatcher.Add(name, function);
        return dispatcher;
    }

    internal static DispatchRequest To(string resource, string input = "{}") => new()
    {
        ExecutionId = "shop:order_c_1",
        Flow = "shop:order",
        Task = "greet",
        TaskName = "greet",
        Attempt = 1,
        Protocol = "function",
        Resource = resource,
        Pattern = TaskPattern.TaskSync,
        Input = FlowValue.Parse(input),
    };

    internal static DispatchOutcome Finished(ValueTask<DispatchOutcome> dispatch)
    {
        Assert.True(dispatch.IsCompleted);
        return dispatch.GetAwaiter().GetResult();
    }

    internal static Executions.FlowFailure Broken(DispatchOutcome outcome) => Assert.IsType<DispatchOutcome.Broken>(outcome).Failure;
}
