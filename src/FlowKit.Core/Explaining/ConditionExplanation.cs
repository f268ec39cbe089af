namespace FlowKit.Explaining;

/// <summary>A condition of a task, and what is known of it before anything runs.</summary>
/// <param name="Name">Which one it is: <c>condition 1</c>, <c>case 2</c>, <c>branch 0</c>, <c>interruption 1</c>.</param>
/// <param name="Text">The condition as it was written; <c>default</c> for the case that holds when no other does.</param>
/// <param name="Opens">The tasks a case of a switch opens; none for others.</param>
/// <param name="Holds">Whether it holds; null when that is only known when its task begins.</param>
public sealed record ConditionExplanation(string Name, string Text, IReadOnlyList<string> Opens, bool? Holds);
