package io.automedia.sessions;

import io.automedia.limits.Endpoint;
import io.automedia.limits.Limits;
import io.automedia.limits.Rate;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import org.springframework.stereotype.Component;

/// Counts in Redis how often passwords are tried, and decides, in one step for all nodes. Three gates have
/// to be open:
///
/// - an account from a network: so often in a minute, then a wait that doubles with every further attempt;
///   and thrice as often without a pause of an hour, then a wait between any two that doubles, too;
/// - a network: so often in a minute, and ten times that in an hour;
/// - an account from all networks: so often without a pause of an hour, then a wait that doubles. It is not
///   asked for networks in which the owner showed in the last 30 days who he is, by whatever way, so that
///   strangers don't lock him out where he is at home. What is tried from open sessions of the account is
///   counted apart, so that nobody else makes them wait.
///
/// An attempt counts as it begins, since many can come at once. A right password takes it back from the
/// network at once. What is counted of the account is cleared when its owner is in: by the password, or by
/// the code where one is needed beside it. What was refused counts for its own gate alone.
@Component
final class LoginCounters {
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);
    private static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration KNOWN_FOR = Duration.ofDays(30);
    private static final int PAIR_IN_AN_HOUR = 3;
    private static final int NETWORK_IN_AN_HOUR = 10;
    private static final int KEY_LENGTH = 32;

    private static final RedisScript<List<Long>> COUNT = script("""
        local pair, tries, pause, network, hour, account, rest, known = unpack(KEYS)
        local arguments = {}
        for i, argument in ipairs(ARGV) do arguments[i] = tonumber(argument) end
        local free, window, inHour, ofNetwork, networkWindow, networkInHour, ofAccount, accountWindow,
          first, longest, anHour = unpack(arguments)
        local PAIR, NETWORK, ACCOUNT = 1, 2, 3

        local function doubled(wait, times) return wait * 2 ^ math.min(times, 20) end
        local function expire(key, millis) redis.call('PEXPIRE', key, string.format('%.0f', millis)) end
        local function count(key, millis)
          local counted = redis.call('INCR', key)
          if redis.call('PTTL', key) < 0 then expire(key, millis) end
          return counted
        end
        local function spent(key, times)
          if tonumber(redis.call('GET', key) or '0') < times then return nil end
          local begins = redis.call('INCR', key) == times + 1
          return {math.max(1, redis.call('PTTL', key)), begins and NETWORK or 0}
        end
        local function delay(key, waiting, times, memory)
          local counted = redis.call('INCR', key)
          local wait = counted < times and 0 or math.min(doubled(first, counted - times), longest)
          expire(key, memory + wait)
          if wait > 0 then redis.call('SET', waiting, '1', 'PX', string.format('%.0f', wait)) end
          return counted == times
        end

        local refused = spent(network, ofNetwork) or spent(hour, networkInHour)
        if refused then return refused end
        local left = redis.call('PTTL', pause)
        if left <= 0 and redis.call('EXISTS', known) == 0 then left = redis.call('PTTL', rest) end
        if left > 0 then return {left, 0} end
        local counted = count(pair, window)
        if counted > free then
          local wait = math.max(window, math.min(doubled(window, counted - free - 1), longest))
          expire(pair, wait)
          return {wait, counted == free + 1 and PAIR or 0}
        end
        count(network, networkWindow)
        count(hour, anHour)
        local locks = delay(tries, pause, inHour, anHour) and PAIR or 0
        if delay(account, rest, ofAccount, accountWindow) then locks = ACCOUNT end
        return {0, locks}
        """);

    private static final RedisScript<List<Long>> GIVE_BACK = script("""
        for _, key in ipairs(KEYS) do
          if tonumber(redis.call('GET', key) or '0') > 0 then redis.call('DECR', key) end
        end
        return {}
        """);

    private final StringRedisTemplate redis;
    private final Rate pair;
    private final Rate network;
    private final Rate account;

    @Autowired
    LoginCounters(StringRedisTemplate redis, Limits limits) {
        this(
                redis,
                limits.rate(Endpoint.LOGIN),
                limits.rate(Endpoint.LOGIN_NETWORK),
                limits.rate(Endpoint.LOGIN_ACCOUNT));
    }

    LoginCounters(StringRedisTemplate redis, Rate pair, Rate network, Rate account) {
        this.redis = redis;
        this.pair = pair;
        this.network = network;
        this.account = account;
    }

    /// What is locked.
    enum Gate {
        /// An account for one network.
        PAIR,
        /// A network, for all accounts.
        NETWORK,
        /// An account, for all networks in which it is not known.
        ACCOUNT
    }

    /// What comes of an attempt.
    ///
    /// @param delay until the next attempt; nothing when it is free
    /// @param locks the gate that it shut; null when none, or when it was shut before
    record Verdict(Duration delay, @Nullable Gate locks) {}

    /// Counts an attempt at the password of an account.
    ///
    /// @param isOpen whether it comes from an open session of it
    Verdict count(String from, String who, boolean isOpen) {
        List<Long> told = redis.execute(
                COUNT,
                keys(from, who, isOpen),
                Long.toString(pair.times()),
                millis(pair.window()),
                Long.toString(PAIR_IN_AN_HOUR * pair.times()),
                Long.toString(network.times()),
                millis(network.window()),
                Long.toString(NETWORK_IN_AN_HOUR * network.times()),
                Long.toString(account.times()),
                millis(account.window()),
                millis(FIRST_WAIT),
                millis(LONGEST_WAIT),
                millis(HOUR));
        int gate = told.getLast().intValue();
        return new Verdict(Duration.ofMillis(told.getFirst()), gate == 0 ? null : Gate.values()[gate - 1]);
    }

    /// The password was right: takes the attempt back from the network.
    void giveBack(String from) {
        redis.execute(GIVE_BACK, ofNetwork(from));
    }

    /// The owner is in: forgets what was counted of the account, and knows it in this network.
    void forget(String from, String who) {
        redis.delete(ofPair(from, who));
        redis.delete(ofAccount(who));
        redis.delete(ofAccount(inSession(who)));
        know(from, who);
    }

    /// The owner was here: strangers don't make him wait in this network.
    void know(String from, String who) {
        redis.opsForValue().set(known(from, who), "1", KNOWN_FOR);
    }

    /// What counts for it, in the order of the script.
    static List<String> keys(String from, String who, boolean isOpen) {
        List<String> ofAccount = ofAccount(isOpen ? inSession(who) : who);
        return Stream.of(ofPair(from, who), ofNetwork(from), ofAccount, List.of(known(from, who)))
                .flatMap(List::stream)
                .toList();
    }

    private static List<String> ofPair(String from, String who) {
        String pair = pair(from, who);
        return List.of(pair, pair + "_hour", pair + "_wait");
    }

    private static List<String> ofNetwork(String from) {
        String network = key("network\n" + Client.network(from), Endpoint.LOGIN_NETWORK);
        return List.of(network, network + "_hour");
    }

    private static List<String> ofAccount(String who) {
        String account = key("account\n" + who, Endpoint.LOGIN_ACCOUNT);
        return List.of(account, account + "_wait");
    }

    private static String inSession(String who) {
        return "session\n" + who;
    }

    private static String known(String from, String who) {
        return pair(from, who) + "_known";
    }

    private static String pair(String from, String who) {
        return key(Client.network(from) + "\n" + who, Endpoint.LOGIN);
    }

    private static String key(String what, Endpoint endpoint) {
        return Limits.key(SecretToken.hash(what).substring(0, KEY_LENGTH), endpoint);
    }

    private static String millis(Duration time) {
        return Long.toString(time.toMillis());
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static RedisScript<List<Long>> script(String text) {
        return (RedisScript) RedisScript.of(text, List.class);
    }
}
