using System.Text.Json.Serialization;
using FlowKit.Dispatching;
using FlowKit.Errors;
using FlowKit.Functions;
using FlowKit.Values;

namespace FlowKit.Tests.Functions;

public sealed partial class TypedFunctionTests
{
    internal sealed record Line(string Sku, int Count);

    internal sealed record Order(string Id, IReadOnlyList<Line> Lines, Dictionary<string, int>? Stock = null, FlowValue Extra = default);

    internal sealed record Total(int Pieces, FlowValue Extra);

    internal sealed record Plain
    {
        public required string Name { get; init; }

        public int? Age { get; init; }

        public DayOfWeek Day { get; init; }
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(Plain))]
    [JsonSerializable(typeof(string))]
    internal sealed partial class PlainJson : JsonSerializerContext;

    [Fact]
    public void Function_TakesAndGivesItsTypes()
    {
        var function = Reflected<Order, Total>((order, _) => new(order.Lines.Sum(line => line.Count), order.Extra));

        var outcome = Run(function, """{"id":"7","lines":[{"sku":"a","count":2},{"sku":"b","count":"3"}],"extra":[1.0,null]}""");

        Assert.Equal(FlowValue.Parse("""{"pieces":5,"extra":[1.0,null]}"""), Assert.IsType<DispatchOutcome.Answered>(outcome).Output);
    }

    [Fact]
    public void Function_WithGeneratedJson_UsesItsNames()
    {
        var function = new TypedFunction<Plain, string>("f", PlainJson.Default.Plain, PlainJson.Default.String)
            .Of((Plain plain, CancellationToken _) => new ValueTask<string>(plain.Name));

        Assert.Equal("Bob", Assert.IsType<DispatchOutcome.Answered>(Run(function, """{"name":"Bob"}""")).Output.AsString());
    }

    [Theory]
    [InlineData("""{"lines":[]}""", "$ lacks 'id'")]
    [InlineData("{}", "$ lacks 'id', 'lines'")]
    [InlineData("""{"id":7,"lines":[]}""", "$.id (Number) is no String")]
    [InlineData("""{"id":null,"lines":[]}""", "$.id (Null) is no String")]
    [InlineData("""{"id":"7","lines":{}}""", "$.lines (Object) is no IReadOnlyList<Line>")]
    [InlineData("""{"id":"7","lines":[{"sku":"a","count":1},{"sku":"b","count":"secret"}]}""", "$.lines[1].count (String) is no Int32")]
    [InlineData("""{"id":"7","lines":[{"sku":"a","count":1.5}]}""", "$.lines[0].count (Number) is no Int32")]
    [InlineData("""{"id":"7","lines":[{"sku":"a"}]}""", "$.lines[0] lacks 'count'")]
    [InlineData("""{"id":"7","lines":[],"stock":{"a.b":"secret"}}""", "$.stock['a.b'] (String) is no Int32")]
    [InlineData("""{"id":"7","lines":[],"stock":[1]}""", "$.stock (Array) is no Dictionary<String, Int32>")]
    public void Input_ThatDoesNotFit_FailsForGoodAndSaysWhere(string input, string where)
    {
        var failure = FunctionDispatcherTests.Broken(Run(Reflected<Order, string>((order, _) => order.Id), input));

        Assert.Equal((FlowErrorCodes.FunctionInputUnfit, false), (failure.Code, failure.Retryable));
        Assert.Equal($"The input of function 'f' does not fit Order: {where}.", failure.Message);
    }

    [Theory]
    [InlineData("{}", "$ lacks 'name'")]
    [InlineData("""{"name":"n","age":"old"}""", "$.age (String) is no Int32")]
    [InlineData("""{"name":"n","day":"Someday"}""", "$.day (String) is no DayOfWeek")]
    public void Input_ThatDoesNotFitProperties_FailsForGoodAndSaysWhere(string input, string where) => Assert.Equal(
        $"The input of function 'f' does not fit Plain: {where}.",
        FunctionDispatcherTests.Broken(Run(Reflected<Plain, string>((plain, _) => plain.Name), input)).Message);

    [Fact]
    public async Task Function_ThatCompletesLater_AnswersThen()
    {
        var gate = new TaskCompletionSource<int>();
        var function = new TypedFunction<FlowValue, int>("f", ReflectedJson.Of<FlowValue>(), ReflectedJson.Of<int>())
            .Of((FlowValue _, CancellationToken _) => gate.Task);

        var dispatch = function(FunctionDispatcherTests.To("function://f"), CancellationToken.None);
        Assert.False(dispatch.IsCompleted);
        gate.SetResult(5);

        Assert.Equal(FlowValue.From(5), Assert.IsType<DispatchOutcome.Answered>(await dispatch).Output);
    }

    [Fact]
    public void Result_ThatIsATask_IsRefusedWhenRegistered()
    {
        Assert.Throws<ArgumentException>(ReflectedJson.Of<Task>);
        Assert.Throws<ArgumentException>(ReflectedJson.Of<Task<int>>);
        Assert.Throws<ArgumentException>(ReflectedJson.Of<ValueTask>);
    }

    private static FlowFunction Reflected<TIn, TOut>(Func<TIn, CancellationToken, TOut> run) =>
        new TypedFunction<TIn, TOut>("f", ReflectedJson.Of<TIn>(), ReflectedJson.Of<TOut>()).Of(run);

    private static DispatchOutcome Run(FlowFunction function, string input) =>
        FunctionDispatcherTests.Finished(function(FunctionDispatcherTests.To("function://f", input), CancellationToken.None));
}
