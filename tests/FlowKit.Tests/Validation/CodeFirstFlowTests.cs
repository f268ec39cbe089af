using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Validation;
using FlowKit.Values;

namespace FlowKit.Tests.Validation;

/// <summary>Flows that no text was read for: everything is checked, and nothing throws.</summary>
public class CodeFirstFlowTests
{
    [Fact]
    public void A_flow_built_in_code_is_held_against_the_same_rules()
    {
        var flow = Flow(
            new FunctionTask { Name = "a", Next = ["b"] },
            new FunctionTask
            {
                Name = "c",
                ResourceName = "http://x",
                RequestType = "fetch",
                Retry = new() { IntervalInSeconds = double.NaN, Jitter = 2, Multiplier = -1, MaxIntervalInSeconds = double.PositiveInfinity },
            },
            new SwitchTask { Name = "e", Switches = [new(null, [], false, SourcePlace.None)] },
            new ForeachTask { Name = "f", Batch = 0, Failure = new() { Tolerate = -1 }, Synchronization = new() { MaxConcurrency = FlowValue.From(true) } },
            new ReturnTask { Name = "g" });
        Assert.Equal(
            [
                FlowErrorCodes.NextUnknown, FlowErrorCodes.MissingAddress, FlowErrorCodes.InvalidRequestType,
                FlowErrorCodes.OutOfRange, FlowErrorCodes.OutOfRange, FlowErrorCodes.OutOfRange, FlowErrorCodes.OutOfRange,
                FlowErrorCodes.MissingField, FlowErrorCodes.CaseWithoutNext,
                FlowErrorCodes.MissingField, FlowErrorCodes.MissingField, FlowErrorCodes.InvalidSetting, FlowErrorCodes.OutOfRange, FlowErrorCodes.OutOfRange,
                FlowErrorCodes.MissingField,
            ],
            FlowValidator.Validate(flow).Select(one => one.Code));
    }

    [Fact]
    public void Values_that_no_text_can_hold_are_refused_without_throwing()
    {
        var flow = Flow(
            new PassTask
            {
                Name = default,
                Next = [default],
                Parameters = FlowValue.From(5),
                InputMappings = [new() { Target = new Located<string>(null!, SourcePlace.None), Source = new(FlowValue.From("$"), SourcePlace.None) }],
                Timeline = new() { TimeoutInSeconds = FlowValue.EmptyArray },
                Progress = new() { Weight = double.NaN },
            },
            new ScriptTask { Name = "s", Expression = new Located<string>(null!, SourcePlace.None) },
            new ReturnTask { Name = "r", Conditions = [default] }) with
        {
            DefaultContext = FlowValue.EmptyArray,
            Callback = new() { ResourceName = default },
            Resources = [new() { Name = default, ResourceName = default }],
        };
        var errors = FlowValidator.Validate(flow);
        Assert.All(
            [FlowErrorCodes.MissingField, FlowErrorCodes.NextUnknown, FlowErrorCodes.NoObject, FlowErrorCodes.InvalidPath, FlowErrorCodes.InvalidSetting, FlowErrorCodes.OutOfRange, FlowErrorCodes.InvalidExpression, FlowErrorCodes.InvalidCondition],
            code => Assert.Contains(errors, one => one.Code == code));
    }

    [Fact]
    public void Tasks_may_be_nested_as_deep_as_code_can_without_harm()
    {
        TaskDescriptor task = new PassTask { Name = "leaf" };
        for (var i = 0; i < 100_000; i++)
        {
            task = new ForeachTask { Name = $"n{i}", IterationMapping = new() { Collection = "$.input.l" }, Tasks = [task] };
        }

        Assert.Equal(FlowErrorCodes.NestingTooDeep, Assert.Single(FlowValidator.Validate(Flow(task))).Code);
    }

    [Fact]
    public void A_good_flow_has_nothing_to_tell() => Assert.Empty(FlowValidator.Validate(Flow(
        new FunctionTask { Name = "a", ResourceName = "function://x", Next = ["b"], Retry = new() { MaxRetryTimes = 3, IntervalInSeconds = 5 } },
        new PassTask { Name = "b" })));

    private static FlowDescriptor Flow(params TaskDescriptor[] tasks) => new() { Workspace = "w", DagName = "d", Tasks = tasks };
}
