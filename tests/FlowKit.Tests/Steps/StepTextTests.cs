using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Secrets;
using FlowKit.Steps;
using FlowKit.Values;

namespace FlowKit.Tests.Steps;

/// <summary>What the texts of a step become when an attempt starts.</summary>
public sealed class StepTextTests
{
    private const string Input = """{ "common": { "a": "A", "n": 3, "list": [1, "x"], "both": "common", "loop": "${a}", "nothing": null } }""";

    private FlowValue _given;

    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("${a}", "\"A\"")]
    [InlineData("$a$", "\"A\"")]
    [InlineData("-$a$-${a}-", "\"-A-A-\"")]
    [InlineData("$a$$a$", "\"AA\"")]
    [InlineData("$$a$$", "\"$a$\"")]
    [InlineData("$${a}", "\"${a}\"")]
    [InlineData("$$$a$", "\"$A\"")]
    [InlineData("costs $5, or $6", "\"costs $5, or $6\"")]
    [InlineData("$", "\"$\"")]
    [InlineData("${", "\"${\"")]
    [InlineData("${}", "\"${}\"")]
    [InlineData("${a", "\"${a\"")]
    [InlineData("${a b}", "\"${a b}\"")]
    [InlineData("${n}", "3")]
    [InlineData("n=${n}", "\"n=3\"")]
    [InlineData("${list}", "[1, \"x\"]")]
    [InlineData("l=$list$", "\"l=[1,\\\"x\\\"]\"")]
    [InlineData("${both}", "\"own\"")]
    [InlineData("${steps.other.host}", "\"h\"")]
    [InlineData("${steps.other.raw}", "\"${a}\"")]
    [InlineData("${loop}", "\"${a}\"")]
    [InlineData("${region}", "\"eu ${a}\"")]
    [InlineData("${text}", "\"outer\"")]
    public async Task A_text_is_rendered(string text, string expected)
    {
        var result = await RunAsync(o => o.Param("both", "own").Param("text", text));

        Assert.Equal(ExecutionStatus.Succeed, result.Status);
        Assert.Equal(FlowValue.Parse(expected), _given);
    }

    [Fact]
    public async Task Texts_within_json_are_rendered() =>
        Assert.Equal(ExecutionStatus.Succeed, (await RunAsync(o => o.Param("text", FlowValue.Parse("""{ "k${a}": ["${a}", 1, { "n": "$n$" }] }""")), then: () =>
            Assert.Equal(FlowValue.Parse("""{ "k${a}": ["A", 1, { "n": 3 }] }"""), _given))).Status);

    [Theory]
    [InlineData(MissingVariable.Keep, "x $who$ ${steps.other.who} ${nothing}", "x $who$ ${steps.other.who} ${nothing}")]
    [InlineData(MissingVariable.Keep, "${who}", "${who}")]
    [InlineData(MissingVariable.Empty, "x $who$!", "x !")]
    [InlineData(MissingVariable.Empty, "${who}", "")]
    public async Task What_nobody_knows_is_kept_or_left_out(MissingVariable missing, string text, string expected)
    {
        await RunAsync(o => o.Param("text", text).OnMissing(missing));
        Assert.Equal(expected, _given.AsString());
    }

    [Fact]
    public async Task What_nobody_knows_fails_the_step_which_is_not_tried_again()
    {
        var result = await RunAsync(o => o.Param("text", "${who} ${nothing} ${a}").Retry(3));

        Assert.Equal(FlowErrorCodes.VariableMissing, result.Failure!.Code);
        Assert.Contains("'nothing', 'who'", result.Failure.Message, StringComparison.Ordinal);
        Assert.True(_given.IsMissing);
    }

    [Fact]
    public async Task What_comes_with_data_is_not_rendered()
    {
        await RunAsync(o => o.ParamFrom("text", "$.context.common.loop"));
        Assert.Equal("${a}", _given.AsString());
    }

    [Fact]
    public async Task Texts_are_bounded()
    {
        var big = new string('x', 600_000);
        var result = await RunAsync(o => o.Param("text", "1: ${big} 2: ${big}"), FlowValue.Object(("common", FlowValue.Object(("big", big)))));

        Assert.Equal(FlowErrorCodes.TextsTooLarge, result.Failure!.Code);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_came_of_texts_is_on_record_and_the_text_stays(bool isSuccess)
    {
        await using var engine = Engine(o => o.Param("text", "${a}!").Param("plain", "p").Param("token", "t${a}").Param("own", "${access_token}"), isSuccess);
        var result = await engine.RunAsync("ops:test", FlowValue.Parse("""{ "common": { "a": "A", "access_token": "hidden" } }"""));

        var task = (await engine.GetAsync(result.ExecutionId))!.Tasks["one"];
        var rendered = FlowValue.Parse("""{ "text": "A!", "token": "***", "own": "***" }""");
        Assert.Equal(rendered, isSuccess ? task.Output["rendered"] : task.Failure!.Detail["rendered"]);
        Assert.Equal("${a}!", task.Input["texts"]["text"].AsString());
    }

    [Fact]
    public async Task A_secret_is_given_to_the_step_whole_and_is_on_no_record()
    {
        await using var engine = Engine(o => o.Param("text", "Bearer ${secrets.key}, ${a}"), isSuccess: true, new() { ["key"] = "pa$$w${a}rd$" });
        var result = await engine.RunAsync("ops:test", FlowValue.Parse(Input));

        Assert.Equal("Bearer pa$$w${a}rd$, A", _given.AsString());
        var task = (await engine.GetAsync(result.ExecutionId))!.Tasks["one"];
        Assert.Equal("Bearer ***, A", task.Output["rendered"]["text"].AsString());
        Assert.Equal("Bearer ${secrets.key}, ${a}", task.Input["texts"]["text"].AsString());
    }

    [Fact]
    public async Task A_resolver_that_throws_fails_the_attempt_and_it_is_tried_again()
    {
        var result = await RunAsync(o => o.Param("text", "${throws}").Retry(1, Backoff.Fixed(TimeSpan.Zero)));

        Assert.Equal(ExecutionStatus.Succeed, result.Status);
        Assert.Equal("at last", _given.AsString());
    }

    private FlowEngine Engine(Action<StepOptions> options, bool isSuccess = true, Dictionary<string, string>? secrets = null)
    {
        var builder = new FlowEngineBuilder().AddVariables(new Unwilling()).AddVariables(new Variables()).AddFlow("ops:test", flow => flow
            .Step(
                "other",
                (StepContext step, CancellationToken _) =>
                {
                    step.Params["host"] = "h";
                    return Task.CompletedTask;
                },
                o => o.Param("raw", "${a}").OnMissing(MissingVariable.Keep))
            .Step(
                "one",
                (StepContext step, CancellationToken _) =>
                {
                    _given = step.Params["text"];
                    return isSuccess ? Task.CompletedTask : throw new InvalidOperationException("no");
                },
                options));
        return (secrets is null ? builder : builder.UseSecrets(new DelegateSecretProvider(secrets.GetValueOrDefault))).Build();
    }

    private async Task<FlowResult> RunAsync(Action<StepOptions> options, FlowValue input = default, Action? then = null)
    {
        await using var engine = Engine(options);
        var result = await engine.RunAsync("ops:test", input.IsMissing ? FlowValue.Parse(Input) : input);
        then?.Invoke();
        return result;
    }

    private sealed class Unwilling : IVariableResolver
    {
        public ValueTask<FlowValue> ResolveAsync(VariableRequest request, CancellationToken cancellationToken) => default;
    }

    private sealed class Variables : IVariableResolver
    {
        private int _asked;

        public ValueTask<FlowValue> ResolveAsync(VariableRequest request, CancellationToken cancellationToken) => new(request.Name switch
        {
            "region" => "eu ${a}",
            "text" => "outer",
            "throws" => _asked++ == 0 ? throw new InvalidOperationException("not yet") : "at last",
            _ => default,
        });
    }
}
