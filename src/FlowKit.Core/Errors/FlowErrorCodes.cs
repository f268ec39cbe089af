namespace FlowKit.Errors;

/// <summary>
/// Every code FlowKit uses; the rows of <c>docs/errors.md</c> say what each means and how to cure it. A number is never reused.
/// 1xxx reading, 2xxx validation, 3xxx mapping, 4xxx running, 5xxx storing, 6xxx callbacks, 7xxx dispatching, 9xxx the tool.
/// </summary>
public static partial class FlowErrorCodes
{
}
