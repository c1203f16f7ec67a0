package io.automedia.web.page;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.thymeleaf.spring6.view.ThymeleafViewResolver;

/// Gives every template the few things that all of them need, by name. They are variables and not bean references,
/// which Thymeleaf refuses in most attributes.
@Component
public final class PageVariables implements SmartInitializingSingleton {
    private final ThymeleafViewResolver views;
    private final BeanFactory beans;

    PageVariables(ThymeleafViewResolver views, BeanFactory beans) {
        this.views = views;
        this.beans = beans;
    }

    @Override
    public void afterSingletonsInstantiated() {
        for (String name : new String[] {"icons", "shells", "pageData", "publicUrl"}) {
            views.addStaticVariable(name, beans.getBean(name));
        }
    }
}
