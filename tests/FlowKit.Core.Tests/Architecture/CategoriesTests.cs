using FlowKit.Descriptors;

namespace FlowKit.Core.Tests.Architecture;

/// <summary>A task category has the same stem in every room it passes.</summary>
public class CategoriesTests
{
    // A pass has no field of its own, so there is nothing to hold it to.
    private static readonly string[] WithoutOwnPart = ["FlowKit.Validation.PassRules"];

    public static TheoryData<TaskCategory> Categories => [.. Enum.GetValues<TaskCategory>()];

    [Theory]
    [MemberData(nameof(Categories))]
    public void A_category_stands_in_every_room(TaskCategory category)
    {
        string[] parts =
        [
            $"FlowKit.Descriptors.{category}Task",
            $"FlowKit.Validation.{category}Rules",
            $"FlowKit.Planning.{category}Node",
            $"FlowKit.Deciding.{category}Decision",
        ];
        var core = typeof(TaskCategory).Assembly;
        Assert.Equal(parts.Except(WithoutOwnPart), parts.Where(part => core.GetType(part) is not null));
    }

    [Theory]
    [MemberData(nameof(Categories))]
    public void A_category_is_the_one_of_its_descriptor(TaskCategory category) =>
        Assert.Equal(typeof(TaskDescriptor), typeof(TaskCategory).Assembly.GetType($"FlowKit.Descriptors.{category}Task")?.BaseType);
}
