using System.Reflection;
using System.Text;

namespace FlowKit.Tests.PublicApi;

/// <summary>What a package lets others use, as text: each public type with its members in a line each, sorted.</summary>
internal static class PublicSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append(Head(type)).Append('\n');
            foreach (var member in Members(type))
            {
                text.Append("    ").Append(member).Append('\n');
            }
        }

        return text.ToString();
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (IsDelegate(type))
        {
            return [new MemberText().Signature(type.GetMethod("Invoke")!)];
        }

        var texts = new MemberText();
        var members = type.GetMembers(Declared).Where(member => member is not Type).Select(texts.Of).OfType<string>();
        return type.IsEnum ? members : members.Order(StringComparer.Ordinal);
    }

    private static string Head(Type type)
    {
        var bases = new List<string>();
        if (type is { IsClass: true, BaseType: { } parent } && parent != typeof(object) && !IsDelegate(type))
        {
            bases.Add(TypeText.Of(parent));
        }

        bases.AddRange(Own(type).Select(TypeText.Of).Order(StringComparer.Ordinal));
        var colon = bases.Count == 0 ? string.Empty : $" : {string.Join(", ", bases)}";
        return $"{Kind(type)} {type.Namespace}.{TypeText.Of(type)}{colon}";
    }

    // What a base type or another interface brings is not told again.
    private static IEnumerable<Type> Own(Type type)
    {
        var all = type.IsEnum || IsDelegate(type) ? [] : type.GetInterfaces();
        return all.Except(type.BaseType?.GetInterfaces() ?? []).Except(all.SelectMany(one => one.GetInterfaces())).Where(one => one.IsVisible);
    }

    private static string Kind(Type type)
    {
        var record = type.GetMethod("PrintMembers", Declared) is not null ? "record " : string.Empty;
        return IsDelegate(type) ? "delegate"
            : type.IsEnum ? "enum"
            : type.IsInterface ? "interface"
            : type.IsValueType ? $"{(IsReadOnly(type) ? "readonly " : string.Empty)}{record}struct"
            : type is { IsAbstract: true, IsSealed: true } ? "static class"
            : $"{(type.IsAbstract ? "abstract " : type.IsSealed ? "sealed " : string.Empty)}{record}class";
    }

    private static bool IsReadOnly(Type type) => type.IsDefined(typeof(System.Runtime.CompilerServices.IsReadOnlyAttribute));

    private static bool IsDelegate(Type type) => type.IsSubclassOf(typeof(Delegate));
}
