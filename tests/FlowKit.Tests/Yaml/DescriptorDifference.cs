using System.Collections;
using System.Reflection;
using FlowKit.Descriptors;
using FlowKit.Errors;
using FlowKit.Values;

namespace FlowKit.Tests.Yaml;

/// <summary>Where two descriptors say something else; places and the text itself are no part of what they say.</summary>
internal static class DescriptorDifference
{
    private static readonly string[] NoPartOfIt = [nameof(FlowDescriptor.Text), nameof(FlowDescriptor.Fingerprint), nameof(FlowDescriptor.Name), "EqualityContract"];

    /// <summary>The first difference with its path; null when they are equal.</summary>
    public static string? Of(FlowDescriptor one, FlowDescriptor other) => Of("flow", one, other, includesName: false);

    private static string? Of(string path, object? one, object? other, bool includesName = true)
    {
        if (one is null || other is null)
        {
            return one is null && other is null ? null : Told(path, one, other);
        }

        var type = one.GetType();
        if (one is FlowValue value)
        {
            return other is FlowValue second && value == second ? null : Told(path, one, other);
        }

        if (one is IDictionary first)
        {
            var rest = (IDictionary)other;
            return first.Count == rest.Count
                ? first.Keys.Cast<object>().Select(key => Of($"{path}.{key}", first[key], rest[key])).FirstOrDefault(found => found is not null)
                : Told(path, one, other);
        }

        if (one is IEnumerable list and not string)
        {
            var (left, right) = (list.Cast<object?>().ToArray(), ((IEnumerable)other).Cast<object?>().ToArray());
            return left.Length != right.Length
                ? Told(path, left.Length, right.Length)
                : left.Select((item, at) => Of($"{path}[{at}]", item, right[at])).FirstOrDefault(found => found is not null);
        }

        if (type.Namespace != typeof(FlowDescriptor).Namespace || type.IsEnum)
        {
            return Equals(one, other) ? null : Told(path, one, other);
        }

        return type != other.GetType()
            ? Told(path, one, other)
            : Parts(type, includesName)
                .Select(part => Of($"{path}.{part.Name}", part.GetValue(one), part.GetValue(other)))
                .FirstOrDefault(found => found is not null);
    }

    private static IEnumerable<PropertyInfo> Parts(Type type, bool includesName) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(part => part.PropertyType != typeof(SourcePlace) && (includesName && part.Name == "Name" || !NoPartOfIt.Contains(part.Name)));

    private static string Told(string path, object? one, object? other) => $"{path}: {one ?? "nothing"} and {other ?? "nothing"}";
}
