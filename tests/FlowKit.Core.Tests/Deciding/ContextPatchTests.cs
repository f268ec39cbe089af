using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Testing;
using FlowKit.Values;

namespace FlowKit.Core.Tests.Deciding;

/// <summary>An operator changes the context of an execution.</summary>
public class ContextPatchTests
{
    private const string Waiting = "  - { name: wait, category: suspense, conditions: [$.input.never] }";

    private const string Broken = """
          - name: job
            category: function
            resourceName: function://a
            input: { n: $.context.n }
            outputMappings: [{ source: $.output.m, target: $.context.m }]
        """;

    // The examples of RFC 7396, below a member.
    [Theory]
    [InlineData("""{"a":"b"}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"b":"c"}""", """{"a":"b","b":"c"}""")]
    [InlineData("""{"a":"b"}""", """{"a":null}""", "{}")]
    [InlineData("""{"a":"b","b":"c"}""", """{"a":null}""", """{"b":"c"}""")]
    [InlineData("""{"a":["b"]}""", """{"a":"c"}""", """{"a":"c"}""")]
    [InlineData("""{"a":"c"}""", """{"a":["b"]}""", """{"a":["b"]}""")]
    [InlineData("""{"a":{"b":"c"}}""", """{"a":{"b":"d","c":null}}""", """{"a":{"b":"d"}}""")]
    [InlineData("""{"a":[{"b":"c"}]}""", """{"a":[1]}""", """{"a":[1]}""")]
    [InlineData("""["a","b"]""", """["c","d"]""", """["c","d"]""")]
    [InlineData("""{"a":"b"}""", """["c"]""", """["c"]""")]
    [InlineData("""{"a":"foo"}""", "\"bar\"", "\"bar\"")]
    [InlineData("""{"e":null}""", """{"a":1}""", """{"e":null,"a":1}""")]
    [InlineData("[1,2]", """{"a":"b","c":null}""", """{"a":"b"}""")]
    [InlineData("{}", """{"a":{"bb":{"ccc":null}}}""", """{"a":{"bb":{}}}""")]
    public async Task A_patch_is_merged_as_the_standard_says(string before, string patch, string after)
    {
        var bed = new Bed(Waiting);
        await bed.StartAsync($$"""{"x":{{before}},"y":1}""");

        await bed.PatchAsync($$"""{"x":{{patch}}}""");

        Assert.Equal(FlowValue.Parse($$"""{"x":{{after}},"y":1}"""), (await bed.ViewAsync()).Context);
    }

    [Fact]
    public async Task What_is_retried_reads_the_context_as_it_is_now_also_after_a_restart()
    {
        var bed = new Bed(Broken);
        bed.Stubs.On("job", StubAnswer.Error("broken"), StubAnswer.Output(FlowValue.Parse("""{"m":7}""")));
        await bed.StartAsync("""{"n":1}""");

        await bed.PatchAsync("""{"n":2,"more":{"a":1}}""");
        await bed.RestartAsync();
        Assert.Equal(ExecutionStatus.Failed, (await bed.ViewAsync()).Status);
        await bed.RetryAsync();
        await bed.RestartAsync();

        var view = await bed.ViewAsync();
        Assert.Equal(ExecutionStatus.Succeed, view.Status);
        Assert.Equal(2, view.Tasks["job"].Input["n"].AsInt64());
        Assert.Equal(FlowValue.Parse("""{"n":2,"more":{"a":1},"m":7}"""), view.Context);
    }

    [Fact]
    public async Task A_write_after_a_patch_does_not_change_what_was_shown_before()
    {
        var bed = new Bed(Broken);
        bed.Stubs.On("job", StubAnswer.Error("broken"), StubAnswer.Output(FlowValue.Parse("""{"m":7}""")));
        await bed.StartAsync("""{"n":1,"m":{"deep":1}}""");
        await bed.PatchAsync("""{"m":{"deep":2}}""");
        var before = await bed.ViewAsync();

        await bed.RetryAsync();

        Assert.Equal("""{"n":1,"m":{"deep":2}}""", before.Context.ToJson());
        Assert.Equal("""{"n":1,"m":7}""", (await bed.ViewAsync()).Context.ToJson());
    }

    [Fact]
    public async Task Keys_of_the_engine_stay_as_they_are()
    {
        var bed = new Bed(Waiting);
        await bed.StartAsync();

        await bed.PatchAsync("""{"flow_execution_id":"mine","traceId":null,"a":1}""");

        Assert.Equal("""{"a":1}""", (await bed.ViewAsync()).Context.ToJson());
    }

    [Fact]
    public async Task A_context_that_would_become_too_large_is_refused_and_stays()
    {
        var bed = new Bed(Waiting);
        await bed.StartAsync("""{"a":1}""");
        var patch = $$"""{"a":2,"b":"{{new string('x', 16 * 1024 * 1024)}}"}""";

        var refused = await Assert.ThrowsAsync<FlowException>(() => bed.PatchAsync(patch));

        Assert.Equal(FlowErrorCodes.ContextTooLarge, refused.Code);
        Assert.Equal("""{"a":1}""", (await bed.ViewAsync()).Context.ToJson());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("1")]
    public async Task A_patch_that_is_no_object_is_refused(string patch)
    {
        var bed = new Bed(Waiting);
        await bed.StartAsync();

        await Assert.ThrowsAsync<ArgumentException>(() => bed.PatchAsync(patch));
    }
}
