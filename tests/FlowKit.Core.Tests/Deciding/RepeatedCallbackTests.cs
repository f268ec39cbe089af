using FlowKit.Callbacks;
using FlowKit.Errors;
using FlowKit.Executions;
using FlowKit.Testing;

namespace FlowKit.Core.Tests.Deciding;

public class RepeatedCallbackTests
{
    private const string StrictMapping = """
          - name: job
            category: function
            pattern: task_async
            resourceName: function://a
            outputMappings:
              - { source: 1, target: $.context.scalar }
              - { source: 1, target: $.context.scalar.inner, tolerance: false }
        """;

    private const string Plain = """
          - { name: job, category: function, pattern: task_async, resourceName: function://a, tolerance: true }
        """;

    [Fact]
    public async Task A_repeat_is_one_although_a_mapping_made_a_failure_of_the_success()
    {
        var bed = await StartedAsync(StrictMapping);

        Assert.Equal(CallbackAnswer.Accepted, await bed.CallbackAsync("job", CallbackStatus.Success, """{"n":1}"""));
        Assert.Equal(FlowTaskStatus.Failed, await bed.StatusOfAsync("job"));
        Assert.Equal(CallbackAnswer.Duplicate, await bed.CallbackAsync("job", CallbackStatus.Success, """{"n":1}"""));
        await RefusedAsync(bed, CallbackStatus.Success, """{"n":2}""");
    }

    [Fact]
    public async Task A_repeated_failure_without_output_is_one_after_a_key_part_that_had_one()
    {
        var bed = await StartedAsync(Plain);

        Assert.Equal(CallbackAnswer.Accepted, await bed.CallbackAsync("job", CallbackStatus.KeySucceed, """{"n":1}"""));
        Assert.Equal(CallbackAnswer.Accepted, await bed.CallbackAsync("job", CallbackStatus.Failed));
        Assert.Equal(CallbackAnswer.Duplicate, await bed.CallbackAsync("job", CallbackStatus.Failed));
        await RefusedAsync(bed, CallbackStatus.Success, """{"n":1}""");
    }

    [Fact]
    public async Task A_failure_of_an_earlier_attempt_is_no_repeat_after_a_cancel()
    {
        var bed = await StartedAsync("""
              - name: job
                category: function
                pattern: task_async
                resourceName: function://a
                retry: { maxRetryTimes: 1 }
            """);

        Assert.Equal(CallbackAnswer.Accepted, await bed.CallbackAsync("job", CallbackStatus.Failed));
        await bed.CancelAsync();
        await RefusedAsync(bed, CallbackStatus.Failed, null);
    }

    private static async Task<Bed> StartedAsync(string tasks)
    {
        var bed = new Bed(tasks);
        bed.Stubs.On("job", StubAnswer.Accepted);
        await bed.StartAsync();
        return bed;
    }

    private static async Task RefusedAsync(Bed bed, CallbackStatus status, string? output)
    {
        var refused = await Assert.ThrowsAsync<FlowException>(() => bed.CallbackAsync("job", status, output));
        Assert.Equal(FlowErrorCodes.CallbackConflict, refused.Code);
    }
}
