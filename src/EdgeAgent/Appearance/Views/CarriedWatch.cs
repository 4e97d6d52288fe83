using System.Numerics;
using System.Runtime.CompilerServices;
using EdgeAgent.Domain;

namespace EdgeAgent.Appearance.Views;

/// <summary>
/// What goes where a person goes: things and animals that were at it at several looks, while both went on. Of each kind one at a time is
/// watched. A mutable struct, of constant size.
/// </summary>
internal struct CarriedWatch
{
    private const int Kinds = 6;
    private const int LeastLooks = 3;

    // Of the person's height: what stands by the way is passed sooner, and does not go on.
    private const float LeastWay = 0.8f;

    /// <summary>One that was not at the person for so long is passed, or lost: another one may be watched.</summary>
    private static readonly TimeSpan Passed = TimeSpan.FromSeconds(1);

    private Things _things;

    public readonly Carried Carried
    {
        get
        {
            var carried = Carried.None;
            for (var i = 0; i < Kinds; i++)
            {
                carried |= _things[i].IsCarried ? (Carried)(1 << i) : Carried.None;
            }

            return carried;
        }
    }

    /// <summary>The flag of a label of a model; none for what nobody carries.</summary>
    public static Carried Of(string label) => label switch
    {
        "backpack" => Carried.Backpack,
        "handbag" => Carried.Handbag,
        "suitcase" => Carried.Suitcase,
        "umbrella" => Carried.Umbrella,
        "bicycle" => Carried.Bicycle,
        "dog" => Carried.Dog,
        _ => Carried.None,
    };

    /// <param name="person">In sight.</param>
    /// <param name="kind">What the thing is; one flag.</param>
    /// <param name="thing">In sight in the same frame.</param>
    /// <param name="aspect">Of the picture.</param>
    public void Observe(in BoundingBox person, Carried kind, in Track thing, float aspect)
    {
        var box = thing.Sight;
        if (!IsAt(person, kind, box))
        {
            return;
        }

        ref var seen = ref _things[BitOperations.TrailingZeroCount((int)kind)];
        if (seen.Looks == 0 || (thing.Id != seen.Id && thing.LastSeen - seen.Last >= Passed))
        {
            seen = new Thing { Id = thing.Id, Person = person.FootPoint, Place = box.FootPoint, IsCarried = seen.IsCarried };
        }

        if (thing.Id != seen.Id)
        {
            return;
        }

        seen.Looks++;
        seen.Last = thing.LastSeen;
        var way = MathF.Min(Way(seen.Person, person.FootPoint, aspect), Way(seen.Place, box.FootPoint, aspect));
        seen.IsCarried |= seen.Looks >= LeastLooks && way >= LeastWay * person.Height;
    }

    private static bool IsAt(in BoundingBox person, Carried kind, in BoundingBox box)
    {
        // What is led or ridden reaches beyond its person; what is carried does not.
        var reach = kind is Carried.Dog or Carried.Bicycle or Carried.Umbrella ? 1.2f : 0.3f;
        var (x, y) = (box.X + (box.Width / 2), box.Y + (box.Height / 2));
        return x > person.X - (reach * person.Width) && x < person.Right + (reach * person.Width)
            && y > person.Y - (0.3f * person.Height) && y < person.Bottom + (0.1f * person.Height)
            && box.Height < 1.2f * person.Height;
    }

    private static float Way(NormalizedPoint from, NormalizedPoint to, float aspect)
    {
        var (dx, dy) = ((float)(to.X - from.X) * aspect, (float)(to.Y - from.Y));
        return MathF.Sqrt((dx * dx) + (dy * dy));
    }

    [InlineArray(Kinds)]
    private struct Things
    {
        private Thing _first;
    }

    private struct Thing
    {
        public int Id;
        public NormalizedPoint Person;
        public NormalizedPoint Place;
        public MediaTime Last;
        public int Looks;
        public bool IsCarried;
    }
}
